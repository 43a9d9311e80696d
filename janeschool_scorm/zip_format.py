"""The three records of a zip that matter (PKWARE APPNOTE 6.3.3, section 4.3)."""

import struct

#: signature, version, flags, method, time, date, CRC, packed, size, lengths of name, extra.
LOCAL = struct.Struct("<4s5H3L2H")
#: signature, made by, version, flags, method, time, date, CRC, packed, size, lengths of
#: name, extra and comment, disk, internal and external attributes, offset.
CENTRAL = struct.Struct("<4s6H3L5H2L")
#: signature, two disks, two counts of files, the directory's size and offset, comment.
END = struct.Struct("<4s4H2LH")
LOCAL_SIGNATURE, CENTRAL_SIGNATURE, END_SIGNATURE = b"PK\3\4", b"PK\1\2", b"PK\5\6"
STORE, DEFLATE = 0, 8
