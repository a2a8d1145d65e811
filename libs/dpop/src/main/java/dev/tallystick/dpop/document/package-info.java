/** What a machine signs, and what the provider's token endpoint is asked and answers; generated. */
@NullMarked
package dev.tallystick.dpop.document;

import org.jspecify.annotations.NullMarked;
