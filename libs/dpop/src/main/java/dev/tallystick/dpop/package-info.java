/**
 * Access tokens of machines. A machine identifies itself to the provider by an assertion that its
 * key signs (RFC 7523), never by a secret; a party's token is bound to that key, so that each
 * request carries a proof of possession (RFC 9449) and a copied token is useless.
 */
@NullMarked
package dev.tallystick.dpop;

import org.jspecify.annotations.NullMarked;
