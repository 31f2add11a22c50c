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
package io.armature.client.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the look-ups of all hosts share.
 *
 * @param settings how long to wait
 * @param lookup asks the name service
 * @param threads runs look-ups
 * @param ticker monotonic time, by which addresses age
 * @param clock time of day, by which health tells since when
 * @param counts takes what came of each
 */
record LookupEnvironment(
        DnsSettings settings, HostLookup lookup, Executor threads, Ticker ticker, Clock clock, LookupCounts counts) {}
