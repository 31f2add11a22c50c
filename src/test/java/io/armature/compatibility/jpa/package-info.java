/** A repository of Spring Data JPA. */
@NullMarked
package io.armature.compatibility.jpa;

import org.jspecify.annotations.NullMarked;
