/** What tests ask of accounts. */
@NullMarked
package dev.tallystick.bureau.account;

import org.jspecify.annotations.NullMarked;
