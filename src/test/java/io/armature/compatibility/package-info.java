/**
 * Applications that use the starter with other libraries beside it, or with none. Each class runs on the class path of its own
 * execution of Surefire.
 */
@NullMarked
package io.armature.compatibility;

import org.jspecify.annotations.NullMarked;
