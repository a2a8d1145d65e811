/**
 * Pages for auditors and the regulator about what happened: where something came from and who got
 * it, who paid whom, how the log is, and what they have read themselves.
 */
@NullMarked
package dev.tallystick.portal.auditor;

import org.jspecify.annotations.NullMarked;
