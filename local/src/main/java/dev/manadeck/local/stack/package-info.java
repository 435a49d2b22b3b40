/**
 * What runs on this machine: which parts, on which ports, with which settings, data and secrets.
 */
@NullMarked
package dev.manadeck.local.stack;

import org.jspecify.annotations.NullMarked;
