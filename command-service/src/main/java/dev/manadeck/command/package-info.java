/** The command service: decides commands and appends their facts to the log. */
@NullMarked
package dev.manadeck.command;

import org.jspecify.annotations.NullMarked;
