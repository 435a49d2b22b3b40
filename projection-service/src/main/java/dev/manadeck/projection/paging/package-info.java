/** Lists that are answered page by page. */
@NullMarked
package dev.manadeck.projection.paging;

import org.jspecify.annotations.NullMarked;
