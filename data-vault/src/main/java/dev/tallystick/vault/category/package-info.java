/**
 * What kinds of records there are and how each must be treated, as the rule pack in force says.
 *
 * <p>No list of categories is in this code: it is pack data, read from consent-service.
 */
@NullMarked
package dev.tallystick.vault.category;

import org.jspecify.annotations.NullMarked;
