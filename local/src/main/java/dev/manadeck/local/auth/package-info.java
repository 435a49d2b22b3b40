/** Who may call the local ManaDeck: a key pair of its own, and tokens signed with it. */
@NullMarked
package dev.manadeck.local.auth;

import org.jspecify.annotations.NullMarked;
