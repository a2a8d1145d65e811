/**
 * Forgetting a person, or what one party has deposited about them, for good.
 *
 * <p>The order is {@code erasure.started}, the keys, {@code record.erased}; it resumes forward
 * after a crash. From the moment that the person has asked, nothing is released, whether the log
 * can be reached or not.
 */
@NullMarked
package dev.tallystick.vault.erasure;

import org.jspecify.annotations.NullMarked;
