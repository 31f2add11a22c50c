/** Repositories that more than one module of Spring Data could claim. */
@NullMarked
package io.armature.compatibility.modules;

import org.jspecify.annotations.NullMarked;
