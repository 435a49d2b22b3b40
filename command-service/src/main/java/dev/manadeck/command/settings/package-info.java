/** Rules that settings of several rooms have in common. */
@NullMarked
package dev.manadeck.command.settings;

import org.jspecify.annotations.NullMarked;
