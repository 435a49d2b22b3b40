/**
 * Brings the schema {@code projection} and its three roles up to date; nothing else defines a
 * table.
 */
@NullMarked
package dev.manadeck.migrations;

import org.jspecify.annotations.NullMarked;
