/** The launcher's {@code bench}: what is measured, and how it is chosen on the command line. */
@NullMarked
package dev.manadeck.bench;

import org.jspecify.annotations.NullMarked;
