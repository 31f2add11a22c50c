/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.autoconfigure;

import io.armature.resilience.CircuitBreakerStateChange;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Tells the log and the application's listeners that a circuit breaker has changed its state. */
final class CircuitBreakerAnnouncer implements Consumer<CircuitBreakerStateChange> {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreakerAnnouncer.class);

    private final ApplicationEventPublisher events;

    CircuitBreakerAnnouncer(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void accept(CircuitBreakerStateChange change) {
        if (change.to() == CircuitBreaker.State.OPEN) {
            LOG.warn(
                    "Circuit breaker {} is open: calls are refused, the next one is let through at {}",
                    change.id().name(),
                    change.retryAt());
        } else {
            LOG.info("Circuit breaker {} went from {} to {}", change.id().name(), change.from(), change.to());
        }
        try {
            events.publishEvent(change);
        } catch (RuntimeException ex) {
            // The call that is on its way has nothing to do with what a listener gets wrong.
            LOG.error("A listener failed to handle {}", change, ex);
        }
    }
}
