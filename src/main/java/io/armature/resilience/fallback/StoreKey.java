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
package io.armature.resilience.fallback;

/**
 * Names an item in a store, and says nothing of what the key of the item is.
 *
 * @param table endpoint and table, such as {@code eu-central-1/orders-prod}
 * @param hash a cryptographic hash of the item's key attributes with their names and types, in hexadecimal digits
 */
public record StoreKey(String table, String hash) {}
