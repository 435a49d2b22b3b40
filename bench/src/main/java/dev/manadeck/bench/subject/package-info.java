/** The system that is measured: one that runs already, or one that is started for it. */
@NullMarked
package dev.manadeck.bench.subject;

import org.jspecify.annotations.NullMarked;
