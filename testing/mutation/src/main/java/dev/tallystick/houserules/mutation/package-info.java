/**
 * Whether the tests of a rule would notice that it is gone: one rule is taken out, the tests that
 * name it run, and each of them must fail. Of test builds alone; nothing here is packaged.
 */
@NullMarked
package dev.tallystick.houserules.mutation;

import org.jspecify.annotations.NullMarked;
