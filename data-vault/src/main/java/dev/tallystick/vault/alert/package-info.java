/**
 * Tells persons of what happens in their name: mail or a webhook at each sale, refusal or new
 * consent.
 *
 * <p>A message names no detail, it leads to where the person reads more. Addresses are sealed under
 * the person's own key, go with an erasure, and get nothing but a confirmation before they are
 * confirmed. The queue has one row an entry of the log and an address: nothing is lost in a crash,
 * and what is sent twice has the same id.
 */
@NullMarked
package dev.tallystick.vault.alert;

import org.jspecify.annotations.NullMarked;
