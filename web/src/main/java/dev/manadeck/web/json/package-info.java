/** How both services read and write JSON: strictly, and the same everywhere. */
@NullMarked
package dev.manadeck.web.json;

import org.jspecify.annotations.NullMarked;
