/**
 * Several bureaus in one database: who they are, and transactions that see the rows of one of them.
 */
@NullMarked
package dev.tallystick.bureau.tenancy;

import org.jspecify.annotations.NullMarked;
