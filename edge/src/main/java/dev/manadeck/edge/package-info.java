/**
 * The reverse proxy in front of the services: it routes by HTTP method, and hides the failure of a
 * node from the client as long as another attempt is safe.
 */
@NullMarked
package dev.manadeck.edge;

import org.jspecify.annotations.NullMarked;
