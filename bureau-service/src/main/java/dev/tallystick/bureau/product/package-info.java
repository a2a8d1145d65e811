/**
 * What a bureau sells: products with their purposes, inputs, outputs and model, each version an
 * entry of the log before it can be bought.
 */
@NullMarked
package dev.tallystick.bureau.product;

import org.jspecify.annotations.NullMarked;
