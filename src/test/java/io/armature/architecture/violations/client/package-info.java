/** Classes that break the rules of the architecture, which therefore have to find them. */
@NullMarked
package io.armature.architecture.violations.client;

import org.jspecify.annotations.NullMarked;
