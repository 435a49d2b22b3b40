/** The description of a service's API, and a page on which to try it. */
@NullMarked
package dev.manadeck.web.docs;

import org.jspecify.annotations.NullMarked;
