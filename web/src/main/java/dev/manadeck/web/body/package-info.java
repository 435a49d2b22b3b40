/** Which request bodies are read at all: JSON, up to a size. */
@NullMarked
package dev.manadeck.web.body;

import org.jspecify.annotations.NullMarked;
