/** The launcher's commands: what a person types, and the codes a script gets back. */
@NullMarked
package dev.manadeck.local;

import org.jspecify.annotations.NullMarked;
