package io.armature.insight;

import org.jspecify.annotations.Nullable;

/** Tells which method of the application makes a call. Asked on the thread of the call, before it is made. */
@FunctionalInterface
public interface CallerSource {

    /**
     * Returns the method on whose behalf the current thread calls.
     *
     * @return such as {@code OrderRepository.findByCustomer}, or {@code null} if none is known
     */
    @Nullable String method();
}
