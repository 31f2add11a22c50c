/** What the application's access patterns cost, which of them are slow or wasteful, and which keys are hot. */
@NullMarked
package io.armature.insight;

import org.jspecify.annotations.NullMarked;
