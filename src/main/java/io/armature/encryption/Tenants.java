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
package io.armature.encryption;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells which tenant an item belongs to. Values of one tenant do not open as those of another, and KMS sees the tenant as
 * {@code armature:tenant}. A bean of this type is used; without one nobody has a tenant.
 *
 * <p>Implementations must be safe for use by concurrent threads, quick, and for ever give the same answer for the same
 * item: what was encrypted for one tenant cannot be read for another.
 */
@FunctionalInterface
public interface Tenants {

    /**
     * Returns the tenant of an item.
     *
     * @param table logical name of the table
     * @param primaryKey the item's key attributes, numbers as DynamoDB writes them, so that {@code 1.0} is {@code 1};
     *     nothing else is known when an item is read
     * @return the tenant, empty for none
     */
    String tenantOf(String table, Map<String, AttributeValue> primaryKey);
}
