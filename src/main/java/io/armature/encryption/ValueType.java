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

/** The first byte of a plaintext; the format fixes the numbers. */
final class ValueType {

    static final byte STRING = 0x01;

    static final byte NUMBER = 0x02;

    static final byte BINARY = 0x03;

    static final byte BOOLEAN = 0x04;

    static final byte NULL = 0x05;

    static final byte STRING_SET = 0x06;

    static final byte NUMBER_SET = 0x07;

    static final byte BINARY_SET = 0x08;

    static final byte LIST = 0x09;

    static final byte MAP = 0x0A;

    /** Lists and maps that may stand in one another; DynamoDB counts the scalar inside as one level more. */
    static final int MAXIMUM_DEPTH = 31;

    /** Bytes of the name of a map's member. */
    static final int MAXIMUM_NAME_LENGTH = 65_535;

    private ValueType() {}
}
