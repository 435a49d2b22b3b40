/** Proof that the fixtures work on the machine on which the tests run. */
@NullMarked
package dev.manadeck.testing;

import org.jspecify.annotations.NullMarked;
