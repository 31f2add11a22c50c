/** Customers of the sample store. */
@NullMarked
package io.armature.sample.customer;

import org.jspecify.annotations.NullMarked;
