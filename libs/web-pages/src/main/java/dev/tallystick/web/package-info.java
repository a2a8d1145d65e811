/**
 * What pages of several services share: headers and the policy of contents, where a request may
 * come from, languages, formats, files, and that templates read by generated code alone.
 */
@NullMarked
package dev.tallystick.web;

import org.jspecify.annotations.NullMarked;
