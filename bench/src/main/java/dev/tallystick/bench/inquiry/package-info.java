/**
 * What a sold report costs: inquiries at the running suite, beside the same endpoint without log,
 * consent and sealing.
 */
@NullMarked
package dev.tallystick.bench.inquiry;

import org.jspecify.annotations.NullMarked;
