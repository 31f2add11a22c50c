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
package io.armature.insight;

/**
 * A key that takes a notable part of the traffic of a table or index.
 *
 * @param key the value of the partition key, or its hash: the same key has the same hash as long as the application runs
 * @param share share of the traffic that it takes, from 0 to 1, at most the error bound too large
 * @param leastShare share that it takes at least
 * @param readShare part of its own traffic that is reads, from 0 to 1
 * @param throttled whether DynamoDB throttled a call for it because of its partition
 */
public record HotKey(String key, double share, double leastShare, double readShare, boolean throttled) {}
