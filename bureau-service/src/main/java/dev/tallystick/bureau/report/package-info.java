/**
 * Reports: what a lender gets. Made in memory of what the platforms released, and kept nowhere.
 * {@code docs/spec/report.md} has the form.
 */
@NullMarked
package dev.tallystick.bureau.report;

import org.jspecify.annotations.NullMarked;
