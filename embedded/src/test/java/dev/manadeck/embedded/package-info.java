/** Crashes, restarts and quarrels over ports and folders, played through with the real servers. */
@NullMarked
package dev.manadeck.embedded;

import org.jspecify.annotations.NullMarked;
