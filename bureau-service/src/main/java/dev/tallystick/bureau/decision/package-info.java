/** Asks consent-service whether a bureau may give a lender a report, and for what fee. */
@NullMarked
package dev.tallystick.bureau.decision;

import org.jspecify.annotations.NullMarked;
