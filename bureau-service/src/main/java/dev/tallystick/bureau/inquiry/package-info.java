/**
 * Inquiries: a lender's signed request becomes a report that only the lender reads, in the order in
 * which nothing leaves before the log has it. What a crash leaves behind is a row that says how far
 * it went.
 */
@NullMarked
package dev.tallystick.bureau.inquiry;

import org.jspecify.annotations.NullMarked;
