/** What every refused or failed request is answered with: problem details of RFC 9457. */
@NullMarked
package dev.manadeck.web.problem;

import org.jspecify.annotations.NullMarked;
