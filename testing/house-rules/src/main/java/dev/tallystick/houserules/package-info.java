/**
 * The house rules that the tests of every service check, each as a class of tests to extend, and
 * what such tests run on. For test scope only.
 */
@NullMarked
package dev.tallystick.houserules;

import org.jspecify.annotations.NullMarked;
