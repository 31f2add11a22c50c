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
package io.armature.batch;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One operation on one item.
 *
 * @param position its place in the source, from 0
 * @param origin what the source gave
 * @param table physical name of its table
 * @param partitionKey the attribute of its key that tells partitions apart
 * @param key its primary key, with numbers in their canonical form
 * @param operation what is done
 * @param size what it holds in memory and on the wire, in bytes as DynamoDB counts them
 */
record WorkItem(
        long position,
        Object origin,
        String table,
        AttributeValue partitionKey,
        Map<String, AttributeValue> key,
        Operation operation,
        long size)
        implements Input {}
