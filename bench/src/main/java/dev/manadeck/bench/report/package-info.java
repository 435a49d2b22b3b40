/** What was measured, for people and for programs. */
@NullMarked
package dev.manadeck.bench.report;

import org.jspecify.annotations.NullMarked;
