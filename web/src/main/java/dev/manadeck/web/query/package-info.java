/** What stands behind the question mark of a request. */
@NullMarked
package dev.manadeck.web.query;

import org.jspecify.annotations.NullMarked;
