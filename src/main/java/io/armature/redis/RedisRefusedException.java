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
package io.armature.redis;

/** Says that a command was not sent or not answered, because Redis is away or too slow. Without a stack trace, since many follow. */
final class RedisRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** There is no connection. */
    static final RedisRefusedException NOT_CONNECTED = new RedisRefusedException("Redis is not connected");

    /** None of the servers told the time. */
    static final RedisRefusedException NO_ANSWER = new RedisRefusedException("Redis does not tell the time");

    /** The command was sent, and may run yet. */
    static final RedisRefusedException TIMED_OUT = new RedisRefusedException("Redis has not answered in time");

    /** As many commands as may wait for their answers do so. */
    static final RedisRefusedException QUEUE_FULL = new RedisRefusedException("Too many commands wait for Redis");

    private RedisRefusedException(String message) {
        super(message, null, false, false);
    }
}
