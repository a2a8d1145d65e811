/** The keys of the bureaus: drawn here, sealed under the Kms, used without being shown. */
@NullMarked
package dev.tallystick.bureau.key;

import org.jspecify.annotations.NullMarked;
