/**
 * Sets of source records whose truth is known, to measure identity matching by: people of China with the slips that
 * hospitals' desks make, and English records with the errors of FEBRL. Made by code from a seed, kept nowhere.
 */
package org.yilian.sample.matching;
