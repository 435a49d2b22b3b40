/** Who is calling: tokens are checked against the issuer's published keys, nothing is stored. */
@NullMarked
package dev.manadeck.web.caller;

import org.jspecify.annotations.NullMarked;
