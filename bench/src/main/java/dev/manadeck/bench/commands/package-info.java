/** {@code bench commands}: how fast commands are acknowledged, and what that could be at best. */
@NullMarked
package dev.manadeck.bench.commands;

import org.jspecify.annotations.NullMarked;
