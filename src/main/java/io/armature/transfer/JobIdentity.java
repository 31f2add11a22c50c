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
package io.armature.transfer;

/**
 * What a checkpoint is bound to.
 *
 * @param source SHA-256 of the source's bytes, in hexadecimal digits
 * @param table name of the table in DynamoDB
 * @param settings what else decides what a row becomes
 */
record JobIdentity(String source, String table, String settings) {}
